package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One system a home: the lock is the operating system's, so it ends with the process. */
public final class HomeLock {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock and writes the process id into its file.
   *
   * @param program what runs in the home, for the error's line
   * @param option what names another home
   * @throws CannotStartException when another process has it; the line says which
   */
  public static HomeLock take(Home home, String program, String option) {
    try {
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new CannotStartException(whoRuns(home, program, option));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new CannotStartException("Cannot lock " + home.lock() + ": " + e.getMessage(), e);
    }
  }

  private static String whoRuns(Home home, String program, String option) throws IOException {
    String pid = Files.readString(home.lock()).strip();
    String since =
        pid.isEmpty()
            ? "a moment"
            : ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().startInstant())
                .map(TIME::format)
                .orElse("a moment");
    String where = Endpoints.read(home).map(endpoints -> ", http://" + endpoints.http()).orElse("");
    return "%s runs already in %s (pid %s, since %s%s): use that one, stop it with kill %s, or choose another folder with %s=DIR"
        .formatted(program, home.folder(), pid, since, where, pid, option);
  }
}
