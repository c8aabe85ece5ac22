package dev.millrace.queue;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The clock that all nodes share: the database's. */
@Qualifier
@Retention(RUNTIME)
@Target({TYPE, PARAMETER, FIELD, METHOD})
@interface DatabaseTime {}
