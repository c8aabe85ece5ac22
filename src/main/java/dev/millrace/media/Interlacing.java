package dev.millrace.media;

/**
 * That pictures are made of two fields: the odd and the even lines, of different instants.
 *
 * @param topFirst whether the uppermost line belongs to the earlier field
 * @param everyField whether each field becomes a picture of its own; else each pair does
 */
public record Interlacing(boolean topFirst, boolean everyField) {}
