package dev.tributary.it.contents.form;

/** A header of a request; its value is sent as UTF-8. */
public record Header(String name, String value) {}
