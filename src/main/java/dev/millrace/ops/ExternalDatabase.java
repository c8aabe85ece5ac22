package dev.millrace.ops;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param user may be null
 * @param password may be null
 */
record ExternalDatabase(String url, String user, String password) {

    private static final String TIMEOUT_SECONDS = "10";

    void requireReachable() {
        try (var connection = DriverManager.getConnection(url, login())) {
            if (!connection.isValid(5)) {
                throw new SQLException("it does not answer");
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database at " + place() + " cannot be used (" + firstSentence(e.getMessage())
                            + "): check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.",
                    e);
        }
    }

    /** The URL without its parameters: they may hold a password. */
    String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    private Properties login() {
        var login = new Properties();
        login.setProperty("loginTimeout", TIMEOUT_SECONDS);
        login.setProperty("connectTimeout", TIMEOUT_SECONDS);
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        return login;
    }

    private static String firstSentence(String message) {
        return message.lines().findFirst().orElse("no reason given").strip().split("\\.(\\s|$)", 2)[0];
    }

    /** Without the password. */
    @Override
    public String toString() {
        return place();
    }
}
