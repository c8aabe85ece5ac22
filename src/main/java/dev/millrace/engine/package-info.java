/**
 * The child process that holds libav. Untrusted media is parsed there and nowhere else: this side starts it, feeds it
 * jobs as JSON lines, listens, and ends it when it hangs.
 *
 * <p>Door: {@link dev.millrace.engine.EnginePool}. The child's side is {@code engine.child}, the only place here that may
 * know {@code libav}. The server's own JVM never loads native media code.
 */
package dev.millrace.engine;
