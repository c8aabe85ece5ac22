/**
 * The frame of all pages: layout, navigation, error pages, template extensions.
 */
package dev.millrace.web;
