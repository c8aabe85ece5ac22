package dev.millrace.category;

import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one door to categories. Two names that differ only in case are one. In templates: <code>{inject:categories.all}</code>.
 */
@Named("categories")
@ApplicationScoped
public class Categories {

    public static final int LONGEST_NAME = 100;

    private static final int MOST = 200;
    private static final int NAMED_IN_A_SENTENCE = 12;

    private final EntityManager database;

    Categories(EntityManager database) {
        this.database = database;
    }

    /** All of them by name. */
    @Transactional
    public List<CategoryView> getAll() {
        return views(database.createNativeQuery("select id, name from category order by lower(name)")
                .getResultList());
    }

    /** The one of that name, in its own spelling. */
    @Transactional
    public Optional<CategoryView> find(String name) {
        return views(database.createNativeQuery("select id, name from category where lower(name) = lower(:name)")
                        .setParameter("name", PlainText.line(name))
                        .getResultList())
                .stream()
                .findFirst();
    }

    /** The one of that name, made if need be. */
    @Transactional
    public CategoryView findOrCreate(String name) {
        return find(name).orElseGet(() -> create(name));
    }

    @Transactional
    public CategoryView create(String name) {
        var wanted = checked(name);
        if (getAll().size() >= MOST) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "too_many_categories",
                    "There are at most " + MOST + " categories. Remove some first.");
        }
        var category = new CategoryView(UUID.randomUUID(), wanted);
        int made = database.createNativeQuery(
                        "insert into category (id, name) values (:id, :name) on conflict do nothing")
                .setParameter("id", category.id())
                .setParameter("name", wanted)
                .executeUpdate();
        if (made == 0) {
            throw taken();
        }
        return category;
    }

    /** Videos of the category have the new name at once. */
    @Transactional
    public CategoryView rename(UUID id, String name) {
        var wanted = checked(name);
        if (find(wanted).filter(other -> !other.id().equals(id)).isPresent()) {
            throw taken();
        }
        int changed = database.createNativeQuery("update category set name = :name where id = :id")
                .setParameter("id", id)
                .setParameter("name", wanted)
                .executeUpdate();
        if (changed == 0) {
            throw notFound();
        }
        return new CategoryView(id, wanted);
    }

    /** Videos of the category have none any more. */
    @Transactional
    public void remove(UUID id) {
        int removed = database.createNativeQuery("delete from category where id = :id")
                .setParameter("id", id)
                .executeUpdate();
        if (removed == 0) {
            throw notFound();
        }
    }

    /** What to say to somebody who named another one. */
    @Transactional
    public InvalidFieldsException unknown() {
        var known = getAll();
        if (known.isEmpty()) {
            return new InvalidFieldsException("category", "must be empty: there are no categories yet");
        }
        var names = known.stream()
                .limit(NAMED_IN_A_SENTENCE)
                .map(CategoryView::name)
                .collect(Collectors.joining(", "));
        var more = known.size() > NAMED_IN_A_SENTENCE ? " and others" : "";
        return new InvalidFieldsException("category", "must be one that exists: " + names + more);
    }

    private static String checked(String raw) {
        var name = PlainText.line(raw);
        if (name.isEmpty() || PlainText.length(name) > LONGEST_NAME) {
            throw new InvalidFieldsException("category", "must have a name of 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static List<CategoryView> views(List<?> rows) {
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new CategoryView((UUID) row[0], (String) row[1]))
                .toList();
    }

    private static ProblemException taken() {
        return new ProblemException(Kind.CONFLICT, "category_exists", "There is a category of this name already.");
    }

    private static ProblemException notFound() {
        return new ProblemException(Kind.NOT_FOUND, "category_not_found", "There is no such category.");
    }
}
