package dev.tributary.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A TCP port that a process listens on, as Linux's /proc has it: the sockets of the process are its
 * open files, and {@code /proc/PID/net/tcp} and {@code tcp6} say what each socket does (man 5
 * proc).
 *
 * @param program what {@code ps} shows of the process
 */
public record Listener(long pid, String program, InetAddress address, int port) {
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** Whether only programs of this machine reach it. */
  public boolean isLocal() {
    return address.isLoopbackAddress(); // also an IPv4 address within IPv6: Java makes it IPv4
  }

  /** All that these processes listen on. */
  public static List<Listener> of(Collection<ProcessHandle> processes) throws IOException {
    var listeners = new ArrayList<Listener>();
    for (ProcessHandle process : processes) {
      Path folder = Path.of("/proc", Long.toString(process.pid()));
      Set<String> sockets = sockets(folder.resolve("fd"));
      for (String table : List.of("tcp", "tcp6")) {
        for (String line : lines(folder.resolve("net").resolve(table))) {
          String[] fields = line.strip().split(" +");
          if (fields[STATE].equals(LISTEN) && sockets.contains("socket:[" + fields[INODE] + "]")) {
            listeners.add(of(process, fields[LOCAL_ADDRESS]));
          }
        }
      }
    }
    return listeners;
  }

  private static Set<String> sockets(Path files) throws IOException {
    var sockets = new HashSet<String>();
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException closedMeanwhile) {
          continue; // a socket that listens stays open
        }
      }
    }
    return sockets;
  }

  private static List<String> lines(Path table) throws IOException {
    return Files.readAllLines(table).stream().skip(1).toList();
  }

  /** The kernel writes an address as words of 32 bits, each in the machine's own order. */
  private static Listener of(ProcessHandle process, String text) throws UnknownHostException {
    int colon = text.indexOf(':');
    byte[] words = HexFormat.of().parseHex(text, 0, colon);
    ByteBuffer address = ByteBuffer.allocate(words.length);
    for (int at = 0; at < words.length; at += Integer.BYTES) {
      int word = ByteBuffer.wrap(words).getInt(at);
      address.putInt(
          ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word);
    }
    return new Listener(
        process.pid(),
        process.info().commandLine().orElse("?"),
        InetAddress.getByAddress(address.array()),
        Integer.parseInt(text.substring(colon + 1), 16));
  }
}
