package dev.tributary.runners.processes.command;

import picocli.CommandLine.Option;

/** The option that each command has. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text")
  private boolean isAsked;
}
