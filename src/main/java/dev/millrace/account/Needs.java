package dev.millrace.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource method at all, on the method or for all of a class. A method without it answers nobody. What a
 * caller may do with a single video is asked of {@code VideoAccess}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {

    /** The least role. */
    Role value();

    /** What a key must be good for. */
    Scope scope() default Scope.READ;
}
