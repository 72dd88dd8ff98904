package dev.tributary.runners.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, as its jar says. */
final class BuiltVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built =
        Optional.ofNullable(BuiltVersion.class.getPackage().getImplementationVersion())
            .orElse("from classes without a jar");
    return new String[] {
      "tributary " + built + " (Java " + System.getProperty("java.version") + ")"
    };
  }
}
