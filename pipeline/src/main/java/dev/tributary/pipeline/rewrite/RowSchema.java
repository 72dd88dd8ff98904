package dev.tributary.pipeline.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The schema that holds the rows of several files: every column of each, by name. A column that one
 * file lacks may be NULL. Types never differ in the present format's files of a partition; where
 * they do, there is no such schema. Pure.
 */
final class RowSchema {
  private RowSchema() {}

  /**
   * The schema of all rows.
   *
   * @param schemas of the files, newest first: its order of columns goes first
   * @throws IllegalStateException when a column has different types
   */
  static MessageType of(List<MessageType> schemas) {
    MessageType all = schemas.get(0);
    for (MessageType each : schemas.subList(1, schemas.size())) {
      if (!each.equals(all)) {
        all = new MessageType(all.getName(), fields(all, each, ""));
      }
    }
    return all;
  }

  private static List<Type> fields(GroupType one, GroupType other, String path) {
    List<Type> fields = new ArrayList<>();
    for (Type field : one.getFields()) {
      String name = field.getName();
      fields.add(
          other.containsField(name)
              ? merge(field, other.getType(name), path + name)
              : optional(field));
    }
    for (Type field : other.getFields()) {
      if (!one.containsField(field.getName())) {
        fields.add(optional(field));
      }
    }
    return fields;
  }

  private static Type optional(Type type) {
    return type.isRepetition(Type.Repetition.REQUIRED)
        ? with(type, type.getId(), Type.Repetition.OPTIONAL)
        : type;
  }

  private static Type merge(Type one, Type other, String path) {
    if (one.equals(other)) {
      return one;
    }
    Type.ID id = one.getId() == null ? other.getId() : one.getId();
    Type.Repetition repetition = repetition(one, other, path);
    if (!one.isPrimitive() && !other.isPrimitive()) {
      List<Type> fields = fields(one.asGroupType(), other.asGroupType(), path + ".");
      return with(one.asGroupType().withNewFields(fields), id, repetition);
    }
    return with(samePrimitive(one, other, path), id, repetition);
  }

  private static Type.Repetition repetition(Type one, Type other, String path) {
    boolean isList = one.isRepetition(Type.Repetition.REPEATED);
    if (isList != other.isRepetition(Type.Repetition.REPEATED)) {
      throw different(one, other, path);
    }
    return one.getRepetition() == other.getRepetition()
        ? one.getRepetition()
        : Type.Repetition.OPTIONAL;
  }

  private static Type samePrimitive(Type one, Type other, String path) {
    if (!one.isPrimitive() || !other.isPrimitive()) {
      throw different(one, other, path);
    }
    PrimitiveType first = one.asPrimitiveType();
    PrimitiveType second = other.asPrimitiveType();
    if (first.getPrimitiveTypeName() != second.getPrimitiveTypeName()
        || first.getTypeLength() != second.getTypeLength()) {
      throw different(one, other, path);
    }
    if (!Objects.equals(first.getLogicalTypeAnnotation(), second.getLogicalTypeAnnotation())) {
      throw different(one, other, path);
    }
    return first;
  }

  /** The unit of a timestamp that is UTC, in milliseconds or microseconds; none of all others. */
  static Optional<TimeUnit> unit(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation instanceof TimestampLogicalTypeAnnotation time
            && time.isAdjustedToUTC()
            && time.getUnit() != TimeUnit.NANOS
        ? Optional.of(time.getUnit())
        : Optional.empty();
  }

  private static Type with(Type type, Type.ID id, Type.Repetition repetition) {
    if (type.isPrimitive()) {
      PrimitiveType primitive = type.asPrimitiveType();
      var made =
          Types.primitive(primitive.getPrimitiveTypeName(), repetition)
              .length(primitive.getTypeLength())
              .as(primitive.getLogicalTypeAnnotation());
      return id == null ? made.named(type.getName()) : made.id(id.intValue()).named(type.getName());
    }
    var made =
        Types.buildGroup(repetition)
            .as(type.getLogicalTypeAnnotation())
            .addFields(type.asGroupType().getFields().toArray(new Type[0]));
    return id == null ? made.named(type.getName()) : made.id(id.intValue()).named(type.getName());
  }

  private static IllegalStateException different(Type one, Type other, String path) {
    return new IllegalStateException(
        "Cannot rewrite files in which the column "
            + path
            + " has different types: "
            + one
            + ", "
            + other);
  }
}
