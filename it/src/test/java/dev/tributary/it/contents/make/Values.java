package dev.tributary.it.contents.make;

import dev.tributary.it.contents.json.Json;
import java.util.ArrayList;
import java.util.List;

/** JSON values of all shapes. */
public final class Values {
  private static final int DEEPEST = 300;
  private static final int USUAL_DEPTH = 4;

  private Values() {}

  /** Any value. */
  public static Json any(Draw draw) {
    return any(draw, USUAL_DEPTH);
  }

  /** Any object; names may be odd, empty or equal. */
  public static Json.Obj object(Draw draw) {
    return draw.onceIn(150) ? new Json.Obj(List.of(deep(draw))) : object(draw, USUAL_DEPTH);
  }

  /** The same members in another order; equal names keep theirs. */
  public static Json.Obj shuffled(Json.Obj object, Draw draw) {
    var left = new ArrayList<>(object.members());
    var members = new ArrayList<Json.Member>();
    while (!left.isEmpty()) {
      Json.Member taken = left.get(draw.below(left.size()));
      int first = 0;
      while (!left.get(first).name().equals(taken.name())) {
        first++;
      }
      members.add(left.remove(first));
    }
    return new Json.Obj(members);
  }

  private static Json any(Draw draw, int depth) {
    return switch (draw.below(depth > 0 ? 9 : 6)) {
      case 0 -> Json.Word.NULL;
      case 1 -> draw.of(Json.Word.TRUE, Json.Word.FALSE);
      case 2, 3 -> Numbers.any(draw);
      case 4, 5 -> new Json.Str(Texts.any(draw));
      case 6 -> array(draw, depth - 1);
      default -> object(draw, depth - 1);
    };
  }

  private static Json.Obj object(Draw draw, int depth) {
    var members = new ArrayList<Json.Member>();
    for (int count = draw.below(draw.onceIn(400) ? 200 : 7); count > 0; count--) {
      boolean again = !members.isEmpty() && draw.onceIn(25);
      String name = again ? draw.of(members).name() : Texts.name(draw);
      members.add(new Json.Member(name, any(draw, depth)));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(Draw draw, int depth) {
    var elements = new ArrayList<Json>();
    for (int count = draw.below(draw.onceIn(400) ? 200 : 5); count > 0; count--) {
      elements.add(any(draw, depth));
    }
    return new Json.Arr(elements);
  }

  private static Json.Member deep(Draw draw) {
    Json value = any(draw, 0);
    for (int depth = draw.below(DEEPEST); depth > 0; depth--) {
      value =
          draw.onceIn(2)
              ? new Json.Arr(List.of(value))
              : new Json.Obj(List.of(new Json.Member(Texts.word(draw), value)));
    }
    return new Json.Member(Texts.word(draw), value);
  }
}
