/**
 * The pipeline: its graph on one page ({@code EventPipeline}), its options, and the steps of a
 * launch. It may use every package below it and no runner. The runners build the graph and run it.
 */
package dev.tributary.pipeline;
