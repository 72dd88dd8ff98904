package dev.tributary.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A Java agent that halts its JVM, as {@code kill -9} would, when a method is entered or left for
 * the nth time: {@code class#method:ENTER:n} or {@code …:EXIT:n}. So the product has no test hooks.
 */
public final class HaltAgent {
  /** The exit code of a JVM that this agent halted. */
  public static final int HALTED = 86;

  private static final AtomicInteger LEFT = new AtomicInteger();

  private HaltAgent() {}

  /** Called by the JVM before main. */
  public static void premain(String argument, Instrumentation instrumentation) {
    String[] parts = argument.split("[#:]");
    LEFT.set(Integer.parseInt(parts[3]));
    Class<?> advice = parts[2].equals("ENTER") ? Enter.class : Exit.class;
    new AgentBuilder.Default()
        .type(ElementMatchers.named(parts[0]))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(advice).on(ElementMatchers.named(parts[1]))))
        .installOn(instrumentation);
  }

  /** Called where the method is entered or left. */
  public static void hit() {
    if (LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  /** Woven into the method's begin. */
  public static final class Enter {
    private Enter() {}

    /** Hits. */
    @Advice.OnMethodEnter
    public static void enter() {
      HaltAgent.hit();
    }
  }

  /** Woven into the method's normal end. */
  public static final class Exit {
    private Exit() {}

    /** Hits. */
    @Advice.OnMethodExit
    public static void exit() {
      HaltAgent.hit();
    }
  }

  /** The JVM option that brings the agent; its jar is made in the folder. */
  public static String option(Path folder, String where) throws IOException {
    return "-javaagent:"
        + jar(folder, HaltAgent.class, List.of(Enter.class, Exit.class))
        + "="
        + where;
  }

  /** An agent's jar, made of test classes. */
  public static Path jar(Path folder, Class<?> agent, List<Class<?>> more) throws IOException {
    Path jar = folder.resolve(agent.getSimpleName() + ".jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> each : Stream.concat(Stream.of(agent), more.stream()).toList()) {
        String name = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }
}
