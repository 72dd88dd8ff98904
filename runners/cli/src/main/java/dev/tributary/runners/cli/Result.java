package dev.tributary.runners.cli;

import java.io.PrintStream;

/** What a command found or did: lines for people; its components are the JSON for programs. */
interface Result {
  /** Prints the lines. */
  void print(PrintStream out);
}
