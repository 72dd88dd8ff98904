/**
 * Tables and columns: what {@code events} and {@code dead_letters} have, and their types in Presto.
 * The package depends on nothing of this module. The views, the writers of Parquet and the
 * metastore's tables use it.
 */
package dev.tributary.schemas.columns;
