package dev.tributary.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes of all modules, and the names in backticks that look like one and are another's. */
final class ClassNames {
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z][A-Za-z0-9]*)");

  /** A capital and small letters, perhaps with a member: {@code Router}, {@code UpIT.runs}. */
  private static final Pattern NAME =
      Pattern.compile(
          "([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.#]([a-z][A-Za-z0-9]*))?(?:\\(\\))?");

  static final Path OF_OTHERS = Path.of("src/test/resources/names-of-others.txt");

  private final Map<String, Set<Path>> files = new HashMap<>();
  private final Set<String> ofOthers;
  private final Set<String> usedOfOthers = new TreeSet<>();

  private ClassNames(Set<String> ofOthers) {
    this.ofOthers = ofOthers;
  }

  static ClassNames read() throws IOException {
    ClassNames names =
        new ClassNames(
            Files.readAllLines(OF_OTHERS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toSet()));
    for (Path source : Checkout.sources()) {
      Matcher types = TYPE.matcher(Files.readString(source));
      while (types.find()) {
        names.files.computeIfAbsent(types.group(1), first -> new TreeSet<>()).add(source);
      }
    }
    return names;
  }

  /** What is wrong with the text in backticks, if it is a class name at all. */
  Optional<String> problem(String code) throws IOException {
    Matcher name = NAME.matcher(code);
    if (!name.matches()) {
      return Optional.empty();
    }
    String type = name.group(1);
    Set<Path> found = files.get(type);
    if (found == null) {
      usedOfOthers.add(type);
      return ofOthers.contains(type)
          ? Optional.empty()
          : Optional.of(
              "no module has a class `"
                  + type
                  + "`: write its new name, or add a name of another project to it/"
                  + OF_OTHERS);
    }
    String member = name.group(2);
    return member == null || isIn(found, member)
        ? Optional.empty()
        : Optional.of("the class `" + type + "` has no `" + member + "`");
  }

  private static boolean isIn(Set<Path> sources, String member) throws IOException {
    for (Path source : sources) {
      if (Files.readString(source).contains(member)) {
        return true;
      }
    }
    return false;
  }

  /** Names of others that no page has any more, or that are a class of ours by now. */
  List<String> leftOver() {
    return ofOthers.stream().filter(name -> !usedOfOthers.contains(name)).sorted().toList();
  }
}
