package dev.tributary.presto;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The scheme {@code file} for Presto's Hive plugin, whose Hadoop 2.7 forks {@code ls -ld} for each
 * file that it looks at and fails a whole listing when one file goes away during it. This one asks
 * the JDK, and leaves out what is gone. Owner and permissions are made up: Presto runs as the user
 * that owns the lake and asks for neither.
 */
public final class FastLocalFileSystem extends LocalFileSystem {
  /** Made by Hadoop, by its name in the setting {@code fs.file.impl}. */
  public FastLocalFileSystem() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    private static final String OWNER = "presto";

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      File file = pathToFile(path);
      if (!file.exists()) {
        throw new FileNotFoundException("File " + path + " does not exist");
      }
      return status(file, path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      File folder = pathToFile(path);
      if (!folder.isDirectory()) {
        return new FileStatus[] {getFileStatus(path)};
      }
      String[] names = folder.list();
      if (names == null) {
        throw new IOException("Cannot list " + path);
      }
      List<FileStatus> found = new ArrayList<>(names.length);
      for (String name : names) {
        File file = new File(folder, name);
        if (file.exists()) {
          found.add(status(file, new Path(path, new Path(null, null, name))));
        }
      }
      return found.toArray(FileStatus[]::new);
    }

    private FileStatus status(File file, Path path) {
      FsPermission permission = new FsPermission((short) (file.isDirectory() ? 0755 : 0644));
      return new FileStatus(
          file.length(),
          file.isDirectory(),
          1,
          getDefaultBlockSize(path),
          file.lastModified(),
          0,
          permission,
          OWNER,
          OWNER,
          path.makeQualified(getUri(), getWorkingDirectory()));
    }
  }
}
