package dev.tributary.pipeline.forget;

import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.util.Optional;

/**
 * Which event types a user wants forgotten.
 *
 * @param pipeline whose types
 * @param metastore the metastore with the tables; empty: files only
 * @param type undeclared types, comma separated; a * at the end stands for any end
 * @param deleteData whether the files of their rows are deleted
 * @param force whether types that got rows within the last hour are taken too
 * @param dryRun only say what would be done
 */
public record ForgetTypeRequest(
    PipelineAccess pipeline,
    Optional<MetastoreAddress> metastore,
    String type,
    boolean deleteData,
    boolean force,
    boolean dryRun) {}
