/**
 * The launch on Flink: options, rules, embedded Flink, submission to a cluster. It may use {@code
 * pipeline}, and this module's {@code client} and {@code setup}. Users start {@code Main}; the
 * local system and the tests do, too.
 */
package dev.tributary.runners.flink;
