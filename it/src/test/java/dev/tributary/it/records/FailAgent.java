package dev.tributary.it.records;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A Java agent that makes methods fail where one of their arguments is of the event with an id:
 * {@code class#method=id}, several behind commas. An id that ends in {@code -memory} asks for more
 * memory than there is, another one throws. So the product has no test hooks.
 */
public final class FailAgent {
  private static String[] places = {};

  private FailAgent() {}

  /** Called by the JVM before main. */
  public static void premain(String argument, Instrumentation instrumentation) {
    places = argument.split(",");
    for (String place : places) {
      String[] parts = place.split("[#=]");
      new AgentBuilder.Default()
          .type(ElementMatchers.named(parts[0]))
          .transform(
              (builder, type, loader, module, domain) ->
                  builder.visit(Advice.to(Enter.class).on(ElementMatchers.named(parts[1]))))
          .installOn(instrumentation);
    }
  }

  /** Called where a method is entered. */
  public static void enter(String where, Object[] arguments) {
    for (String place : places) {
      String[] parts = place.split("[=]");
      if (parts[0].equals(where)) {
        for (Object argument : arguments) {
          if (holds(argument, parts[1])) {
            fail(parts[1]);
          }
        }
      }
    }
  }

  /** A record's bytes, an id, or whatever has it as its id; not a dead letter that tells of it. */
  private static boolean holds(Object argument, String word) {
    if (argument instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }
    if (argument instanceof String text) {
      return text.equals(word);
    }
    return String.valueOf(argument).contains("id=" + word + ",");
  }

  private static void fail(String word) {
    if (word.endsWith("-memory")) {
      long[][] all = new long[64][];
      for (int i = 0; i < all.length; i++) {
        all[i] = new long[1 << 28];
      }
      throw new IllegalStateException("there is memory for " + Arrays.deepHashCode(all));
    }
    throw new IllegalStateException("planted at " + word);
  }

  /** Woven into a method's begin. */
  public static final class Enter {
    private Enter() {}

    /** Fails or not. */
    @Advice.OnMethodEnter
    public static void enter(
        @Advice.Origin("#t\\##m") String where, @Advice.AllArguments Object[] arguments) {
      FailAgent.enter(where, arguments);
    }
  }

  /** The JVM option that brings the agent; its jar is made in the folder. */
  static String option(Path folder, List<String> places) throws IOException {
    return "-javaagent:"
        + dev.tributary.it.faults.HaltAgent.jar(folder, FailAgent.class, List.of(Enter.class))
        + "="
        + String.join(",", places);
  }
}
