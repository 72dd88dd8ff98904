/**
 * What all workers of one launch share in a JVM, and the error that ends a launch for good. The
 * package depends on nothing of the pipeline. Every stage may use it; the runners look for the
 * error in a failed job's causes.
 */
package dev.tributary.pipeline.job;
