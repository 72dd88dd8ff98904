package dev.tributary.pipeline.lake.metastore;

import java.util.Optional;

/**
 * Where a folder is, as a lake and a metastore write it. A metastore writes {@code file:///a} as
 * {@code file:/a}, and neither of them escapes anything: a space is a space.
 *
 * @param scheme such as {@code file}
 * @param authority host and port; empty for the local disk
 * @param path from the root
 */
record Location(String scheme, String authority, String path) {
  /** Takes it apart. */
  static Location of(String uri) {
    int colon = uri.indexOf(":/");
    String scheme = uri.substring(0, Math.max(colon, 0));
    String rest = uri.substring(colon + 1);
    if (!rest.startsWith("//")) {
      return new Location(scheme, "", rest);
    }
    int slash = rest.indexOf('/', 2);
    int end = slash < 0 ? rest.length() : slash;
    return new Location(scheme, rest.substring(2, end), rest.substring(end));
  }

  /**
   * The way from a folder to here: empty when it is that folder, else it begins with a slash. The
   * authority does not count: a NameNode may get another name.
   *
   * @return nothing when this is outside of the folder
   */
  Optional<String> below(Location folder) {
    boolean isIn =
        scheme.equals(folder.scheme)
            && path.startsWith(folder.path)
            && (path.length() == folder.path.length() || path.charAt(folder.path.length()) == '/');
    return isIn ? Optional.of(path.substring(folder.path.length())) : Optional.empty();
  }
}
