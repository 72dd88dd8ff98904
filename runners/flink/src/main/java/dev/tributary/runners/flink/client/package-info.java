/**
 * What asks a Flink cluster and acts on its jobs: the REST API, the folders of checkpoints and
 * savepoints, taking savepoints and draining. It may use the commit log's readers of {@code
 * pipeline}. The launch, the local cluster and the command {@code savepoint} call it.
 */
package dev.tributary.runners.flink.client;
