package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.FileSize;
import java.util.List;

/**
 * A file that must be in the lake.
 *
 * @param path where it belongs
 * @param places where it can be while it is published or swapped; the first is its path
 * @param size its size; null where the log does not know it
 * @param isCounted whether the log says which records it holds
 */
record ValidFile(String path, List<String> places, FileSize size, boolean isCounted) {
  ValidFile {
    places = List.copyOf(places);
  }
}
