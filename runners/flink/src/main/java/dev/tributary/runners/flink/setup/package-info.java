/**
 * What Flink's processes are given: configuration, memory segments, classpath. It may use Flink
 * alone. The launch and the local cluster call it.
 */
package dev.tributary.runners.flink.setup;
