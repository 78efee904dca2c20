# Two stages: the first has pip and makes the virtual environment and the static files, the second only runs them.
FROM python:3.13-slim-bookworm AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements.txt
COPY manage.py gunicorn.conf.py LICENSE NOTICE ./
COPY advisor advisor
COPY mandates mandates
COPY templates templates
COPY locale locale
COPY static static
COPY fixtures fixtures
COPY docs/editing-content.md docs/
COPY docs/images docs/images
# Local settings are enough to collect static files; what they write stays in this stage. A checkout may be its owner's
# only, and the service runs as somebody else.
RUN DATA_DIR=/tmp/build /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /venv/bin/python -m compileall -q advisor mandates \
    && chmod -R a+rX /app

FROM python:3.13-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PRODUCTION=true \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin advisor \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
WORKDIR /app
COPY --from=builder /venv /venv
COPY --from=builder /app /app
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 CMD ["python", "-m", "advisor.healthcheck"]
CMD ["gunicorn"]
