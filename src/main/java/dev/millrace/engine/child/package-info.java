/** The engine's own side: reads jobs from standard input, does them with libav, says what happens on standard output. */
package dev.millrace.engine.child;
