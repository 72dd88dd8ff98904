/**
 * The table of declared types and the views over {@code events}. It may use {@code columns} and
 * {@code types}. The pipeline registers them in the metastore.
 */
package dev.tributary.schemas.views;
