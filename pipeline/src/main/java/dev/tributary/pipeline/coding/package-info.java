/**
 * What Beam's coders of this pipeline share: the bytes of an element, written and read field by
 * field. The package depends on nothing of the pipeline. The packages {@code lane}, {@code
 * outcome}, {@code decode} and {@code commit} build their coders with it.
 */
package dev.tributary.pipeline.coding;
