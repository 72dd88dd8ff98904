package dev.tributary.runners.cli.output;

import java.io.PrintStream;

/** What a command found or did: lines for people; its components are the JSON for programs. */
public interface Result {
  /** Prints the lines. */
  void print(PrintStream out);

  /** What Jackson writes for programs. */
  default Object forPrograms() {
    return this;
  }
}
