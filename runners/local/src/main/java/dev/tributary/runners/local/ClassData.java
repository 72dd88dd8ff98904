package dev.tributary.runners.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of a program, as its JVM had them once it was ready: a later start maps the archive
 * instead of loading and verifying thousands of classes (JDK class-data sharing, JEP 350). Only a
 * help: whatever is wrong with it, the program runs without.
 *
 * @param jdk the JDK that runs the program, and whose {@code jcmd} makes the archive
 * @param archive where it is, or will be; the name changes with the JDK and with any jar
 * @param jars the program's classpath. With a folder among them there is no archive: a JVM that is
 *     told to make one ends ("Cannot have non-empty directory in paths")
 */
public record ClassData(Jdk jdk, Path archive, List<Path> jars) {
  private static final long PATIENCE_SECONDS = 60;
  private static final String ENDING = ".jsa";

  /**
   * The archive of a program.
   *
   * @param folder where archives are kept
   * @param program its name, for people and for the older archives that it replaces
   * @param jars its classpath, in order; folders can't be in an archive
   */
  public static ClassData of(Path folder, String program, Jdk jdk, List<Path> jars) {
    return new ClassData(jdk, folder.resolve(program + "-" + hash(jdk, jars) + ENDING), jars);
  }

  private static String hash(Jdk jdk, List<Path> jars) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(jdk.home().toString().getBytes(StandardCharsets.UTF_8));
      for (Path jar : jars) {
        String state = jar + "|" + Files.size(jar) + "|" + Files.getLastModifiedTime(jar) + "\n";
        digest.update(state.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** What the JVM is told: to use the archive, or to remember what it loads for {@link #keep}. */
  public List<String> options() {
    if (hasFolder()) {
      return List.of();
    }
    return List.of(
        Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:+RecordDynamicDumpInfo",
        "-Xlog:cds=off", // an archive that does not fit is no news
        "-Xlog:cds+dynamic=off");
  }

  /**
   * Has the program, which was started with {@link #options}, write the archive if it's missing.
   */
  public void keep(long pid) throws InterruptedException {
    if (hasFolder() || Files.exists(archive)) {
      return;
    }
    try {
      Files.createDirectories(archive.getParent());
      Path made = Files.createTempFile(archive.getParent(), "making", ENDING);
      try {
        if (dump(pid, made)) {
          deleteOlder();
          Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException onlyAHelp) {
      // the next start is as slow as this one
    }
  }

  private boolean hasFolder() {
    return jars.stream().anyMatch(Files::isDirectory);
  }

  private boolean dump(long pid, Path made) throws IOException, InterruptedException {
    Files.delete(made); // the JVM refuses to write over a file
    Process jcmd =
        new ProcessBuilder(
                jdk.home().resolve("bin/jcmd").toString(),
                Long.toString(pid),
                "VM.cds",
                "dynamic_dump",
                made.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly();
      return false;
    }
    return jcmd.exitValue() == 0 && Files.exists(made);
  }

  private void deleteOlder() throws IOException {
    String name = archive.getFileName().toString();
    String program = name.substring(0, name.lastIndexOf('-') + 1);
    var older = new ArrayList<Path>();
    try (Stream<Path> files = Files.list(archive.getParent())) {
      files.filter(file -> file.getFileName().toString().startsWith(program)).forEach(older::add);
    }
    for (Path file : older) {
      Files.deleteIfExists(file);
    }
  }
}
