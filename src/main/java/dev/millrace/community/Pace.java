package dev.millrace.community;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;

/** How much somebody has written of late, and how much is enough: five comments a minute, fifty an hour. */
record Pace(long inLastMinute, long inLastHour) {

    private static final int A_MINUTE = 5;
    private static final int AN_HOUR = 50;

    /** Returns when one more is not too much. */
    void allowOneMore() {
        if (inLastMinute >= A_MINUTE) {
            throw tooMany(A_MINUTE + " comments within a minute. Wait a moment, then go on.");
        }
        if (inLastHour >= AN_HOUR) {
            throw tooMany(AN_HOUR + " comments within an hour. Come back later.");
        }
    }

    private static ProblemException tooMany(String much) {
        return new ProblemException(Kind.TOO_MANY, "too_many_comments", "You have written " + much);
    }
}
