/**
 * Programs as processes of their own: a {@link dev.tributary.runners.processes.Part} says how one
 * is started and when it is ready, the {@link dev.tributary.runners.processes.Supervisor} starts
 * parts in their order, keeps them running and stops them. It may use the JDK and {@code home}
 * alone, so that it can run beside any program. The local system, the Flink cluster and the tests
 * call it.
 */
package dev.tributary.runners.processes;
