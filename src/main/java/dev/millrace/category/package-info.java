/**
 * The categories of the library: shelves that administrators make, rename and take away. A video stands in one or in none, by
 * the category's name.
 *
 * <p>Door: {@link dev.millrace.category.Categories}. It knows nothing of videos; the database carries a new name over to
 * them.
 */
package dev.millrace.category;
