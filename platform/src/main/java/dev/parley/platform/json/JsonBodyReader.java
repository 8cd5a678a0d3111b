package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads a JSON body strictly: valid UTF-8, one document, storable text, known fields, values of the
 * right type.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Priority(Priorities.USER - 100)
public class JsonBodyReader implements MessageBodyReader<Object>, ServerMessageBodyReader<Object> {

    private final ObjectMapper mapper;

    @Inject
    JsonBodyReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(
            Class<?> type,
            Type genericType,
            ResteasyReactiveResourceInfo method,
            MediaType mediaType) {
        return readable(type, mediaType);
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return readable(type, mediaType);
    }

    @Override
    public Object readFrom(
            Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(genericType, context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(genericType, body);
    }

    private Object read(Type type, InputStream body) throws IOException {
        String text = StrictJson.decode(body.readAllBytes());
        if (text.isBlank() && mayBeLeftOut(type)) {
            text = "{}";
        }
        if (text.isBlank()) {
            throw StrictJson.malformed("The body is empty; send a JSON object.");
        }
        try {
            TextPolicy.check(text);
            Object value =
                    mapper.readValue(text, TypeFactory.defaultInstance().constructType(type));
            if (value == null) {
                throw StrictJson.malformed("The body is null; send a JSON object.");
            }
            return value;
        } catch (TextPolicy.Violation e) {
            throw new ProblemException(
                    PlatformError.VALIDATION_FAILED, "Text in the body " + e.getMessage() + '.');
        } catch (JsonProcessingException e) {
            throw StrictJson.refusal(e);
        }
    }

    private static boolean mayBeLeftOut(Type type) {
        return type instanceof Class<?> body && body.isAnnotationPresent(OptionalBody.class);
    }

    private static boolean readable(Class<?> type, MediaType mediaType) {
        return isJson(mediaType)
                && type != String.class
                && type != byte[].class
                && type != InputStream.class;
    }

    private static boolean isJson(MediaType mediaType) {
        return mediaType.getSubtype().equals("json") || mediaType.getSubtype().endsWith("+json");
    }
}
