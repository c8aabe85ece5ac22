package dev.millrace.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;

/**
 * Lets tests that are not about access act with the operator's token. A request that says who it is, by a key, a cookie or
 * {@link #NOBODY}, is left as it is.
 */
public final class Operator implements QuarkusTestBeforeEachCallback {

    /** As {@code application.properties} has it for tests. */
    public static final String TOKEN = "the-operators-token-in-tests";

    public static final String AUTHORIZATION = "Bearer " + TOKEN;

    /** A header that makes a request a visitor's. */
    public static final String NOBODY = "X-Test-Nobody";

    private static final Filter AS_OPERATOR = Operator::send;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(List.of(AS_OPERATOR));
    }

    private static Response send(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        var headers = request.getHeaders();
        if (headers.hasHeaderWithName(NOBODY)) {
            request.removeHeader(NOBODY);
        } else if (!headers.hasHeaderWithName("Authorization")
                && request.getCookies().size() == 0) {
            request.header("Authorization", AUTHORIZATION);
        }
        return context.next(request, response);
    }
}
