package dev.tributary.it.contents.form;

import dev.tributary.it.contents.make.Draw;
import java.util.List;

/** A form in which events are sent. */
interface Form {
  /** Whether it takes more than one event at once. */
  boolean takesMany();

  /** The event of a place; the same each time. */
  Item item(Origin at);

  /** The events of one request. */
  Shipment ship(Origin first, List<Item> items, Draw draw);
}
