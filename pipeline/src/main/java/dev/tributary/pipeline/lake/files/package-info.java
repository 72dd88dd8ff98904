/**
 * The lake as files: paths in Hive layout, staging, moving, forcing to disk, and whose lake it is.
 * It may use Beam's file systems, and knows no metastore and no commit log. Writing, publication,
 * replay and the tools call it.
 */
package dev.tributary.pipeline.lake.files;
