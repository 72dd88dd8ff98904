/**
 * A Flink cluster on this machine: one JobManager and its TaskManagers as processes. It may use
 * {@code runners.processes}, and this module's {@code client} and {@code setup}. Maven starts
 * {@code LocalCluster} ({@code exec:exec@cluster}).
 */
package dev.tributary.runners.flink.cluster;
