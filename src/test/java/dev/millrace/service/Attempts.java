package dev.millrace.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What the database keeps of the attempts at a video's tasks; no API tells of them. */
@ApplicationScoped
class Attempts {

    private final DataSource database;

    Attempts(DataSource database) {
        this.database = database;
    }

    /** Kind, outcome and code of each, in the order in which they began. */
    List<String> of(UUID video) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        """
                        select concat_ws(' ', t.kind, coalesce(a.outcome, 'running'), a.code)
                        from attempt a join task t on t.id = a.task_id
                        where t.subject = ? order by a.started_at, a.number
                        """)) {
            query.setObject(1, video);
            var found = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
