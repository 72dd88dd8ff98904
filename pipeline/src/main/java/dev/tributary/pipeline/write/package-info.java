/**
 * The stage {@code WriteParquet}: one file for each event type and hour of a bundle, in the staging
 * folder, and the batch that names them. It may use {@code outcome}, {@code parquet}, {@code
 * lake.files} and the batch of {@code commit}. The graph ({@code EventPipeline}) applies it.
 */
package dev.tributary.pipeline.write;
