package dev.millrace.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations of the API as its description has them. */
public final class Operations {

    private Operations() {}

    /** The parameters of those that POST and answer 201, by names such as {@code POST /api/keys}. */
    public static Map<String, List<Map<String, Object>>> making() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().accept(ContentType.JSON).get("/q/openapi?format=json").path("paths");
        var making = new TreeMap<String, List<Map<String, Object>>>();
        paths.forEach((path, operations) -> {
            var post = operations.get("post");
            if (post != null && ((Map<?, ?>) post.get("responses")).containsKey("201")) {
                making.put("POST " + path, parameters(post));
            }
        });
        return making;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parameters(Map<String, Object> operation) {
        return (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
    }
}
