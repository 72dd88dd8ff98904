package dev.tributary.it.support;

import java.util.List;

/** What Spark and Flink of other versions want opened in a JDK 17. */
public final class OpenedPackages {
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private OpenedPackages() {}

  /** The JVM's options. */
  public static List<String> options() {
    return OPENED.stream().map(each -> "--add-opens=" + each + "=ALL-UNNAMED").toList();
  }
}
