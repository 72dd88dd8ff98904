package dev.tributary.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the fuzz targets of one module, one after the other, each in a JVM of its own, and prints a
 * line about each. Ends with 1 where a target found something. It depends on the JDK alone, so each
 * module runs it with its own classpath.
 */
public final class FuzzTargets {
  private static final String SUFFIX = "FuzzTest";

  /** One input that takes longer is a finding. The first ones wait until classes are prepared. */
  private static final int SECONDS_FOR_AN_INPUT = 300;

  /** After this time a target is ended that does not end by itself. */
  private static final int EXTRA_SECONDS = 900;

  private final Path module;
  private final String classpath;
  private final int seconds;

  private FuzzTargets(Path module, String classpath, int seconds) {
    this.module = module;
    this.classpath = classpath;
    this.seconds = seconds;
  }

  /** Takes the module's folder, its test classpath, seconds, and a target's name or {@code *}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path module = Path.of(args[0]);
    var runner = new FuzzTargets(module, args[1], Integer.parseInt(args[2]));
    boolean found = false;
    for (String target : targets(module.resolve("target/test-classes"), args[3])) {
      FuzzRun run = runner.run(target);
      System.out.println(run.line());
      found |= !run.isClean();
    }
    System.exit(found ? 1 : 0);
  }

  private static List<String> targets(Path classes, String only) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(SUFFIX + ".class"))
          .map(name -> name.replace(".class", "").replace(File.separatorChar, '.'))
          .filter(name -> only.equals("*") || simpleName(name).equals(only))
          .sorted()
          .toList();
    }
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private FuzzRun run(String target) throws IOException, InterruptedException {
    Path folder = module.resolve("target/fuzz").resolve(simpleName(target));
    Path corpus = Files.createDirectories(folder.resolve("corpus")); // it grows from run to run
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command(target, folder, corpus))
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    if (!process.waitFor(seconds + EXTRA_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Runtime.getRuntime().removeShutdownHook(end);
    return FuzzRun.of(simpleName(target), process.exitValue(), log);
  }

  private List<String> command(String target, Path folder, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "-cp",
            classpath,
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target,
            "--instrumentation_includes=dev.tributary.**:com.fasterxml.jackson.core.**",
            "--custom_hook_includes=dev.tributary.**:com.fasterxml.jackson.core.**",
            "--reproducer_path=" + folder,
            "-max_total_time=" + seconds,
            "-timeout=" + SECONDS_FOR_AN_INPUT,
            "-print_final_stats=1",
            corpus.toString()));
    return command;
  }
}
