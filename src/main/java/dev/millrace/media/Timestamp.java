package dev.millrace.media;

/** An instant on a media clock: so many ticks of a time base. */
public record Timestamp(long ticks, TimeBase base) {

    public double seconds() {
        return base.seconds(ticks);
    }

    /** This instant counted in ticks of another clock, rounded to the nearest (a tie goes up). */
    public long in(TimeBase other) {
        var exact = java.math.BigInteger.valueOf(ticks)
                .multiply(java.math.BigInteger.valueOf((long) base.numerator() * other.denominator()));
        var under = java.math.BigInteger.valueOf((long) base.denominator() * other.numerator());
        var doubled = exact.shiftLeft(1).add(under);
        var quotient = doubled.divideAndRemainder(under.shiftLeft(1));
        return quotient[1].signum() < 0 ? quotient[0].longValueExact() - 1 : quotient[0].longValueExact();
    }
}
