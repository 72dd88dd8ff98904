package dev.tributary.pipeline.write;

import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.GatheringChannel;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileIO;

/**
 * One open Parquet file in the staging folder.
 *
 * @param <T> its rows
 */
final class RowFile<T> {

  private final String staged;
  private final String path;
  private final GatheringChannel channel;
  private final boolean careful;
  private FileIO.Sink<T> sink;
  private FileIO.Sink<T> trial;
  private long rows;

  /** A row failed, for which the disk is not to blame. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean fileLost;

    private FailedException(Throwable cause, boolean fileLost) {
      super("Cannot write a row", cause);
      this.fileLost = fileLost;
    }

    /** Whether the rows before went with it. */
    boolean fileLost() {
      return fileLost;
    }
  }

  /**
   * Makes the file.
   *
   * @param careful true: each row is written elsewhere first, so that one that fails costs no other
   */
  RowFile(LakeFiles files, String staged, String path, boolean careful) throws IOException {
    this.staged = staged;
    this.path = path;
    this.careful = careful;
    this.channel = new GatheringChannel(files.create(staged));
  }

  /**
   * Appends a row.
   *
   * @param sinks makes a sink for rows such as this one
   * @throws IOException when the file's channel fails
   */
  void write(T row, Function<T, FileIO.Sink<T>> sinks) throws IOException, FailedException {
    if (careful) {
      tryOut(row, sinks);
    }
    try {
      if (sink == null) {
        sink = sinks.apply(row);
        sink.open(channel);
      }
      sink.write(row);
      rows++;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      channel.checkSound(e);
      throw new FailedException(e, true);
    }
  }

  private void tryOut(T row, Function<T, FileIO.Sink<T>> sinks) throws FailedException {
    try {
      if (trial == null) {
        trial = sinks.apply(row);
        trial.open(new Nowhere());
      }
      trial.write(row);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      trial = null; // it takes no more rows
      throw new FailedException(e, false);
    }
  }

  /** Whether it has no row. */
  boolean isEmpty() {
    return rows == 0;
  }

  /** Finishes the file and forces it to disk. */
  StagedFile close() throws IOException {
    sink.flush();
    channel.close();
    return new StagedFile(staged, path, rows, channel.bytes());
  }

  /** Gives the file up; what is on disk is an orphan. */
  void abandon() throws IOException {
    channel.abandon();
  }

  /** Where rows are tried out. */
  private static final class Nowhere implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      int length = source.remaining();
      source.position(source.limit());
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
