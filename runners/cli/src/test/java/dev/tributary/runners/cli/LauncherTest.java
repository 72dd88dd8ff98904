package dev.tributary.runners.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tributary} in a checkout that is not built, or not wholly. */
final class LauncherTest {
  @TempDir private Path folder;
  private Path target;
  private Path launcher;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void copy() throws IOException {
    Path module = Files.createDirectories(folder.resolve("a checkout/runners/cli"));
    target = module.resolve("target");
    launcher = Files.copy(Path.of("tributary"), module.resolve("tributary"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void saysInOneLineThatNothingIsBuilt() throws Exception {
    Ended ended = run(launcher.toString(), "status");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            "tributary: not built yet: type mvn -q -Pup in "
                + folder.toRealPath().resolve("a checkout")
                + ", which builds and starts all\n");
  }

  @Test
  void findsItsCheckoutThroughLinks() throws Exception {
    Path other = Files.createDirectories(folder.resolve("bin"));
    Path relative = Path.of("../a checkout/runners/cli/tributary");
    Path link = Files.createSymbolicLink(other.resolve("first"), relative);
    Path second = Files.createSymbolicLink(folder.resolve("second"), link.toAbsolutePath());

    assertThat(run(second.toString()).err())
        .contains("in " + folder.toRealPath().resolve("a checkout") + ",");
  }

  @Test
  void saysWhichJdkIsGone() throws Exception {
    build("echo never");
    Files.writeString(target.resolve("jdk.txt"), "    java.home = /no/such/jdk\n");

    Ended ended = run(launcher.toString(), "status");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("tributary: no JDK 17 at /no/such/jdk/bin/java");
  }

  @Test
  void handsOverEachWordAsItWasTyped() throws Exception {
    build("printf '<%s>' \"$@\"");

    String out = run(launcher.toString(), "audit", "a  b", "", "$HOME", "*", "'", "-Dx=y").out();
    assertThat(out)
        .endsWith("<dev.tributary.runners.cli.Tool><audit><a  b><><$HOME><*><'><-Dx=y>")
        .contains("<-Dtributary.terminal=false>", "<-Dtributary.checkout=");
  }

  @Test
  void asksTheSystemOfTheFolderThatIsNamed() throws Exception {
    build("printf '<%s>' \"$@\"");

    assertThat(run(launcher.toString(), "-Dtributary.home=/some/home", "audit").out())
        .contains("<-Dtributary.home=/some/home>")
        .endsWith("Tool><audit>");
    assertThat(run(launcher.toString(), "audit").out())
        .contains("<-Dtributary.home=" + folder.toRealPath() + "/a checkout/.tributary>");
  }

  /**
   * An archive is of one command, made by a run that ended well, and of the jars that are there.
   */
  @Test
  void sharesTheClassesOfAnEarlierRunUntilTheBuildChanges() throws Exception {
    build(
        "for word; do case $word in -XX:ArchiveClassesAtExit=*) echo x > \"${word#*=}\" ;; esac; done;"
            + " printf '<%s>' \"$@\"; case $* in *broken*) exit 3 ;; esac");
    Path archive = target.toRealPath().resolve("shared/sql.jsa");

    assertThat(run(launcher.toString(), "sql", "broken").code()).isEqualTo(3);
    assertThat(archive.getParent()).isEmptyDirectory();
    assertThat(run(launcher.toString(), "sql", "x").out()).contains("-XX:ArchiveClassesAtExit=");
    assertThat(archive.getParent()).isDirectoryContaining(archive::equals);
    assertThat(run(launcher.toString(), "sql", "x").out())
        .contains("<-XX:SharedArchiveFile=" + archive + ">")
        .doesNotContain("ArchiveClassesAtExit");
    assertThat(run(launcher.toString(), "audit").out()).doesNotContain(".jsa", "AtExit");

    var later = Files.getLastModifiedTime(archive).toInstant().plusSeconds(1);
    Files.setLastModifiedTime(target.resolve("cli.jar"), FileTime.from(later));
    assertThat(run(launcher.toString(), "sql", "x").out()).contains("-XX:ArchiveClassesAtExit=");
  }

  /** As the build does it, with a script in place of java. */
  private void build(String java) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(jdk, "#!/bin/sh\n" + java + "\n");
    assertThat(jdk.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(target);
    Files.writeString(target.resolve("cli.jar"), "");
    Files.writeString(target.resolve("launcher.classpath"), "/repository/a.jar:/repository/b.jar");
    Files.writeString(target.resolve("jdk.txt"), "    java.home = " + folder.resolve("jdk") + "\n");
  }

  private Ended run(String... words) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var command = new ArrayList<String>(List.of("env", "-u", "TRIBUTARY_HOME"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
