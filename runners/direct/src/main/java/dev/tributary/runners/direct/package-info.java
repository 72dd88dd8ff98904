/**
 * The launch on Beam's Direct runner, in one JVM. It may use {@code pipeline} alone. Users and
 * tests start {@code Main}.
 */
package dev.tributary.runners.direct;
