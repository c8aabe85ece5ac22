package dev.millrace.video;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** States are stored in lower case, as the API shows them. */
@Converter
class VideoStateColumn implements AttributeConverter<VideoState, String> {

    @Override
    public String convertToDatabaseColumn(VideoState state) {
        return state == null ? null : state.key();
    }

    @Override
    public VideoState convertToEntityAttribute(String column) {
        return column == null ? null : VideoState.fromString(column);
    }
}
