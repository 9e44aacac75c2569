# The service with its weights: no compiler, no torch, no root.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/framing
COPY requirements/serve.txt requirements/
RUN /opt/framing/bin/pip install --no-cache-dir --require-hashes --no-deps \
        -r requirements/serve.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY model model
COPY service service
COPY training training
# The half-precision weights are for retraining; an image for serving leaves them out.
RUN rm -f model/weights/model.safetensors \
    && /opt/framing/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home framing
COPY --from=build /opt/framing /opt/framing
# Whoever publishes the container's port decides who gets this far. FRAMING_KEYS, a file that is
# mounted, asks for keys as well; without it nothing but classifying is open.
ENV PATH=/opt/framing/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FRAMING_OPEN_WITHOUT_KEYS=true
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD \
    ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
ENTRYPOINT ["framing"]
CMD ["serve", "--host", "0.0.0.0"]
