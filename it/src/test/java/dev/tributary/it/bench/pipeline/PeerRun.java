package dev.tributary.it.bench.pipeline;

/**
 * What one drain took.
 *
 * @param cpuSeconds user and system time of the process, its start included
 * @param peakRssMiB the most memory that it had resident
 */
record PeerRun(double cpuSeconds, double wallSeconds, long peakRssMiB, long files, long bytes) {}
