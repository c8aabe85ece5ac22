package dev.millrace.studio;

import org.jboss.resteasy.reactive.RestForm;

/** The form about a video as it is sent: what it says now, and what it said when it was drawn. */
class EditForm {

    @RestForm
    String title;

    @RestForm
    String description;

    @RestForm
    String visibility;

    @RestForm
    String category;

    @RestForm
    String tags;

    @RestForm("was-title")
    String wasTitle;

    @RestForm("was-description")
    String wasDescription;

    @RestForm("was-visibility")
    String wasVisibility;

    @RestForm("was-category")
    String wasCategory;

    @RestForm("was-tags")
    String wasTags;

    EditedText text() {
        return new EditedText(title, description, visibility, category, tags);
    }

    EditedText shown() {
        return new EditedText(wasTitle, wasDescription, wasVisibility, wasCategory, wasTags);
    }
}
