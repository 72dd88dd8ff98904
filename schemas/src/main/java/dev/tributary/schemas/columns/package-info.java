/**
 * Tables and columns: what {@code events}, {@code dead_letters} and {@code commits} have, and their
 * types in Presto. The package depends on nothing of this module. The views, the writers of Parquet
 * and the metastore's tables use it.
 */
package dev.tributary.schemas.columns;
